/// Puts `text` where one pastes from; false when the browser does not let us. Without TLS the newer way is closed.
export async function copy_text(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = document.createElement("textarea");
    box.value = text;
    box.readOnly = true;
    box.className = "only-copied";
    document.body.append(box);
    box.select();
    const is_copied = document.execCommand("copy");
    box.remove();
    return is_copied;
  }
}
