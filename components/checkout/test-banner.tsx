/** No screen of test mode can be mistaken for money. */
export function TestBanner() {
  return (
    <p className="hatch border-b border-line py-1.5 text-center text-13">
      <span className="rounded-control bg-card px-2 py-0.5">
        <strong className="font-bold tracking-widest">TEST</strong> no real money moves
      </span>
    </p>
  );
}
