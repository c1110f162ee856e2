import { Paper, Title } from "@mantine/core";
import type { ReactNode } from "react";

/// A part of the first page, with what leads on at its foot.
export function Tile(props: { title: ReactNode; children: ReactNode; foot?: ReactNode }) {
  return (
    <Paper withBorder p="lg" component="section" className="tile">
      <Title order={2} size="h5" c="dimmed" fw={600}>
        {props.title}
      </Title>
      {props.children}
      {props.foot && <div className="tile-foot">{props.foot}</div>}
    </Paper>
  );
}
