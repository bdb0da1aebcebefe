import { groupsOfFour } from "./wallet-paste";

/** To be compared by eye: groups of four, the first and the last strong. One text for a screen reader and the clipboard. */
export function GroupedAddress({ address }: { address: string }) {
  const groups = groupsOfFour(address);
  const last = groups.at(-1)?.at;
  return (
    <span className="inline-block max-w-[17rem] font-mono text-14 leading-6 break-normal">
      {groups.map(({ at, text }) => (
        <span
          key={at}
          className={`inline-block ${text === "0x" ? "" : "mr-1.5"} ${at <= "0x".length || at === last ? "font-semibold" : "text-ink-2"}`}
        >
          {text}
        </span>
      ))}
    </span>
  );
}
