/// What of a drawing of one square field and one path is drawn again: nothing else of it gets into the page.
export function drawing_of(svg: string): { size: number; path: string } | undefined {
  const size = /viewBox="0 0 (\d{1,3}) \1"/.exec(svg)?.[1];
  const path = /<path fill="#000" d="([MmHhVvLlZz0-9 .,-]+)"/.exec(svg)?.[1];
  return size && path ? { size: Number(size), path } : undefined;
}

/// A QR code as the server draws it; black on white in dark colours too, or telephones don't read it.
export function Qr({ svg, label }: { svg: string; label: string }) {
  const drawing = drawing_of(svg);
  if (!drawing) return null;
  const { size, path } = drawing;
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  );
}
