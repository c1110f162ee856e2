import type { ImportAnswer } from "../api/types";
import { useText } from "../text/text";

const states = ["new", "changed", "same", "refused"] as const;

/// What becomes of the rows, in four numbers.
export function ImportCounts({ rows }: { rows: ImportAnswer["rows"] }) {
  const { t, number } = useText();
  return (
    <div>
      <p className="quiet">{t("import.read", { n: rows.read })}</p>
      <dl className="counts">
        {states.map((state) => (
          <div key={state} className={`count count-${state}`}>
            <dt>{t(`import_state.${state}`)}</dt>
            <dd className="figure">{number(rows[state])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
