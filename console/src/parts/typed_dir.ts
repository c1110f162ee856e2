/// For an input into which people type: the direction of what stands in it, and of its surroundings while it is empty.
/// (Mantine's own `dir` goes to the frame around the input, where "auto" sees no text.)
export function typed_dir(value: string, when_empty?: "ltr" | "rtl") {
  const dir = value === "" ? when_empty : "auto";
  return { input: dir ? { dir } : {} };
}
