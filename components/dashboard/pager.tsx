import { ButtonLink } from "../ui/button";

type Props = { path: string; query: Readonly<Record<string, string>>; next: string | null; isFirst: boolean };

/** Newest first, page by page; every page has its own address. */
export function Pager({ path, query, next, isFirst }: Props) {
  if (isFirst && next === null) return null;
  const search = (more: Readonly<Record<string, string>>) => new URLSearchParams({ ...query, ...more }).toString();
  return (
    <nav aria-label="Pages" className="flex justify-end gap-2 pt-4">
      {!isFirst && <ButtonLink href={`${path}?${search({})}`}>Newest</ButtonLink>}
      {next !== null && <ButtonLink href={`${path}?${search({ after: next })}`}>Older</ButtonLink>}
    </nav>
  );
}
