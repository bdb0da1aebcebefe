import type { ServerWords } from "./words/server/server-words";

/** No screen of test mode can be mistaken for money. */
export function TestBanner({ says }: { says: ServerWords["page"] }) {
  return (
    <p className="hatch border-b border-line py-1.5 text-center text-13">
      <span className="rounded-control bg-card px-2 py-0.5">
        <strong className="font-semibold tracking-widest rtl:tracking-normal">{says.test}</strong> {says.testText}
      </span>
    </p>
  );
}
