/** The line of steps becomes a stamp, its check drawn once. */
export function PaidStamp() {
  return (
    <svg viewBox="0 0 64 64" className="size-16" fill="none" aria-hidden="true">
      <circle cx="32" cy="32" r="29" stroke="currentColor" strokeWidth="2" />
      <circle cx="32" cy="32" r="25" stroke="currentColor" strokeWidth="1" strokeDasharray="1 3" />
      <path
        d="M20 33.5l8.5 8.5L45 23.5"
        pathLength="1"
        className="animate-draw"
        stroke="currentColor"
        strokeWidth="4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
