// The pages about what the node keeps: the ledger, the node itself, who looked at whom.
import type { LinkedPage } from "../parts/page_links";
import { may_read_ledger } from "../places";
import { can } from "../session/session";

export const ledger_pages: readonly LinkedPage[] = [
  { path: "/ledger", label: "ledger.title", icon: "ledger", may: may_read_ledger },
  { path: "/ledger/node", label: "node.title", icon: "asset", may: (me) => can(me, "node", "read") },
  {
    path: "/ledger/access-log",
    label: "log.title",
    icon: "watch",
    may: (me) => can(me, "access_log", "read"),
  },
];
