import { Button, Menu } from "@mantine/core";
import { Fragment } from "react";
import { query_string } from "../api/client";
import type { Query } from "../api/client";
import { useText } from "../text/text";
import { Icon } from "./icons";

export interface ExportedList {
  /// Where the server has it.
  path: string;
  /// Of its file.
  name: string;
  query?: Query;
  /// What it is called, where there are several.
  label?: string;
}

/// What is listed, as a table for other programs. A link, so that the browser saves it as it comes.
export function Export({ lists }: { lists: readonly ExportedList[] }) {
  const { t } = useText();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          className="no-print"
          leftSection={<Icon name="download" size={16} />}
        >
          {t("export.do")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {lists.map(({ path, name, query, label }) => (
          <Fragment key={path}>
            {label !== undefined && <Menu.Label>{label}</Menu.Label>}
            {(["csv", "xlsx"] as const).map((format) => (
              <Menu.Item
                key={format}
                component="a"
                href={path + query_string({ ...query, format })}
                download={`${name}.${format}`}
              >
                {t(`export.${format}`)}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
