/// What is compared when one searches on this page: without case, accents and Arabic vowel signs, with the letters that
/// are written in several ways made one. The server folds in the same spirit for its own search.
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\u0640]/gu, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .toLowerCase()
    .trim();
}
