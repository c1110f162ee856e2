import { Modal, Text } from "@mantine/core";
import { useText } from "../text/text";
import { SignInForm } from "./sign_in_form";

/// Over the page, which stays as it is; the requests that were refused go out again after the answer.
export function SignInAgain(props: { opened: boolean }) {
  const { t } = useText();
  return (
    <Modal
      opened={props.opened}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t("sign_in.again")}
      centered
      zIndex={1000}
    >
      <Text mb="md">{t("sign_in.again_hint")}</Text>
      <SignInForm />
    </Modal>
  );
}
