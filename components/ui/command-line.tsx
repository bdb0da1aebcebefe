import { CopyButton } from "./copy-button";

export function CommandLine({ command }: { command: string }) {
  return (
    <div className="relative w-full max-w-3xl rounded-control border border-line bg-paper">
      <pre className="overflow-x-auto p-3 pr-14 font-mono text-13 leading-relaxed [overflow-wrap:normal]">{command}</pre>
      <div className="absolute top-1 right-1 rounded-control bg-paper">
        <CopyButton text={command} what="the command" />
      </div>
    </div>
  );
}
