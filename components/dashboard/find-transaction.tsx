import type { DiagnosisObject } from "@/lib/checkout/diagnosis-object";
import { Button } from "../ui/button";
import { Field, Input } from "../ui/field";
import { diagnosisWords } from "./diagnosis-words";

/** A transaction's number that was asked about; `diagnosis` is null where the text is no such number. */
export type AskedTransaction = { readonly given: string; readonly diagnosis: DiagnosisObject | null };

/** "The customer says they paid": a plain form that asks by the page's own address. */
export function FindTransaction({ asked }: { asked: AskedTransaction | null }) {
  return (
    <form className="flex flex-col gap-3 rounded-panel border border-line bg-card px-5 py-4 shadow-panel">
      <Field
        label="Transaction number"
        hint="Says what became of it. It never counts money by itself."
        error={asked && asked.diagnosis === null ? "A transaction number is 0x and 64 letters from a to f and digits." : null}
      >
        <Input
          name="txHash"
          defaultValue={asked?.given ?? ""}
          placeholder="0x…"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className="font-mono"
        />
      </Field>
      {asked?.diagnosis && (
        <p role="status" className="text-14 text-pretty wrap-anywhere">
          {diagnosisWords(asked.diagnosis)}
        </p>
      )}
      <div>
        <Button type="submit" needsNoScript>
          Look it up
        </Button>
      </div>
    </form>
  );
}
