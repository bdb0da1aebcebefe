/** The coin. Its own file beside app/icon.svg, which a browser tab loads by itself. */
export function Mark({ className = "size-7" }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={`relative shrink-0 ${className}`}>
      <circle cx="16" cy="16" r="15" className="fill-florin" />
      <circle cx="16" cy="16" r="12.25" className="fill-none stroke-on-florin" />
      <path
        d="M13 24V12.6c0-2.9 1.6-4.6 4.6-4.6 1 0 1.9.2 2.6.5M10.4 15h7.8"
        className="fill-none stroke-on-florin"
        strokeWidth="2.4"
        strokeLinecap="round"
      />
    </svg>
  );
}
