import { CircleAlert } from "lucide-react";

/** What is wrong with the whole, under a form or in a dialog. */
export function FormFault({ text }: { text: string | null }) {
  return (
    <div role="alert" className="empty:hidden">
      {text && (
        <p className="flex items-start gap-2 rounded-control border border-bad/40 bg-bad/5 px-3 py-2">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" strokeWidth={1.5} />
          <span className="min-w-0">{text}</span>
        </p>
      )}
    </div>
  );
}
