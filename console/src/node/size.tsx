import { useText } from "../text/text";

const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/// Bytes in the unit in which they are fewer than a thousand.
export function size_in(bytes: number): { amount: number; unit: (typeof units)[number] } {
  let amount = bytes;
  let at = 0;
  while (amount >= 1000 && at < units.length - 1) {
    amount /= 1000;
    at += 1;
  }
  return { amount, unit: units[at] ?? "byte" };
}

export function Size({ bytes }: { bytes: number }) {
  const { locale } = useText();
  const { amount, unit } = size_in(bytes);
  const format = new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumSignificantDigits: 3,
  });
  return <bdi>{format.format(amount)}</bdi>;
}
