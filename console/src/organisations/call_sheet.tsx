import { Paper, Text, Title } from "@mantine/core";
import { Icon } from "../parts/icons";
import { Link } from "../parts/route";
import { CivilDay, Name } from "../parts/said";
import { can, useMe } from "../session/session";
import { T, useText } from "../text/text";
import { ContactLine } from "./contact_line";
import type { Called } from "./round";
import { VerifiedToday } from "./verified_today";

export interface Round {
  groups: Called[];
  /// How many there are, and how many of them are here.
  total: number;
  count: number;
}

/// Who is to be called, by organisation; on paper with room for what they say.
export function CallSheet(props: { round: Round; before: string; changed: () => void }) {
  const { t } = useText();
  const may_edit = can(useMe(), "contacts", "edit");
  const { groups, total, count } = props.round;
  if (groups.length === 0)
    return (
      <Paper withBorder p="xl" className="empty" role="status">
        <Icon name="check" size={40} />
        <p>
          <T k="round.none" day={<CivilDay day={props.before} />} />
        </p>
        <Link to="/organisations/contacts" className="link">
          {t("contact.all")}
        </Link>
      </Paper>
    );
  return (
    <>
      <Text role="status" c="dimmed" size="sm">
        <T k="round.count" n={total} day={<CivilDay day={props.before} />} />{" "}
        {count < total && t("round.first", { count })}
      </Text>
      {groups.map(({ organisation, names, contacts }) => (
        <Paper key={organisation} withBorder p="md" component="section" className="call-group">
          <Title order={2} size="h5">
            <Link to={`/organisations/${organisation}`} className="link">
              <Name names={names} />
            </Link>
          </Title>
          <ul className="plain">
            {contacts.map((one) => (
              <ContactLine key={one.id} contact={one}>
                {may_edit && (
                  <div className="no-print">
                    <VerifiedToday contact={one} changed={props.changed} />
                  </div>
                )}
                <div className="only-print call-blanks">
                  <span>{t("round.reached")}</span>
                  <span>{t("round.right")}</span>
                  <span>{t("round.changes")}</span>
                </div>
              </ContactLine>
            ))}
          </ul>
        </Paper>
      ))}
    </>
  );
}
