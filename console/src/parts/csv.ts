// Tables that are made in the browser, for mail merges and the like.

/// A cell that a spreadsheet would take for a formula is text.
const harmless = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/// With the mark by which spreadsheets know UTF-8.
export const csv_of = (rows: readonly (readonly string[])[]): string =>
  "\ufeff" + rows.map((row) => row.map((cell) => quoted(harmless(cell))).join(",") + "\r\n").join("");
