import { Table, Td, Th, Tr } from "../ui/table";
import { TimeAgo } from "../ui/time-ago";
import { ConfirmAct } from "./confirm-act";

export type ApiKeyLine = {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly scopes: readonly string[];
  readonly mayAll: boolean;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
};

export function ApiKeyTable({ lines, now }: { lines: readonly ApiKeyLine[]; now: number }) {
  return (
    <Table label="API keys">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th className="max-sm:hidden">Key</Th>
          <Th className="max-md:hidden">May do</Th>
          <Th className="text-right max-sm:hidden">Last used</Th>
          <Th className="text-right max-lg:hidden">Created</Th>
          <Th>
            <span className="sr-only">What you can do</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, name, hint, scopes, mayAll, createdAt, lastUsedAt }) => (
          <Tr key={id}>
            <Td className="w-full max-w-0 py-2">
              <span className="block truncate font-medium" title={name}>
                {name}
              </span>
              <span className="block font-mono text-12 text-ink-2 sm:hidden">{hint}</span>
            </Td>
            <Td className="font-mono text-13 whitespace-nowrap max-sm:hidden">{hint}</Td>
            <Td className="whitespace-nowrap text-ink-2 max-md:hidden" title={scopes.join("\n")}>
              {mayAll ? "everything" : scopes.length === 1 ? scopes[0] : `${scopes.length} things`}
            </Td>
            <Td className="text-right text-ink-2 max-sm:hidden">
              {lastUsedAt ? <TimeAgo at={lastUsedAt} now={now} /> : "never"}
            </Td>
            <Td className="text-right text-ink-2 max-lg:hidden">
              <TimeAgo at={createdAt} now={now} />
            </Td>
            <Td className="pr-2 text-right">
              <ConfirmAct
                word="Revoke"
                label={`Revoke ${name}`}
                look="quiet"
                title="Revoke this key?"
                description="Whatever still uses it is refused from now on. This cannot be taken back."
                method="DELETE"
                path={`/api_keys/${id}`}
                done="The key is revoked"
              />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
