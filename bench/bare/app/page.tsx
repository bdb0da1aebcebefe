export const dynamic = "force-dynamic";

/** The empty page: what Next itself costs a browser. */
export default function Page() {
  return <p>Nothing.</p>;
}
