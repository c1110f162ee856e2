import { Group, Paper, Stack, Title } from "@mantine/core";
import { useId } from "react";
import type { ReactNode } from "react";

/// A part of a page, with its heading.
export function Section(props: { title: string; actions?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby={id}>
      <Stack gap="md">
        <Group justify="space-between" gap="sm">
          <Title order={2} size="h4" id={id}>
            {props.title}
          </Title>
          {props.actions && (
            <Group gap="xs" className="no-print">
              {props.actions}
            </Group>
          )}
        </Group>
        {props.children}
      </Stack>
    </Paper>
  );
}
