import { Paper, Text, Title } from "@mantine/core";
import { Icon } from "../parts/icons";
import { Page } from "../parts/page";
import type { ComingName } from "../places";
import { useText } from "../text/text";

/// A place that is not built yet: what it is for and what will come, and no more.
export default function Coming({ place }: { place: ComingName }) {
  const { t } = useText();
  return (
    <Page title={t(`place.${place}`)}>
      <Paper withBorder p="xl" className="coming">
        <Icon name={place} size={44} />
        <div>
          <Text size="lg" mb="md">
            {t(`coming.${place}.for`)}
          </Text>
          <Title order={2} size="h5" mb={4}>
            {t("coming.what")}
          </Title>
          <Text>{t(`coming.${place}.what`)}</Text>
        </div>
      </Paper>
    </Page>
  );
}
