import { CopyButton } from "./copy-button";

export function CommandLine({ command }: { command: string }) {
  return (
    <div className="flex w-full max-w-3xl items-start rounded-control border border-line bg-paper">
      <pre className="min-w-0 flex-1 overflow-x-auto p-3 font-mono text-13 leading-relaxed [overflow-wrap:normal]">{command}</pre>
      <div className="border-l border-line p-1">
        <CopyButton text={command} what="the command" />
      </div>
    </div>
  );
}
