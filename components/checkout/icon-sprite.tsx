/** Our own few marks, 1.5 stroke on a 20 px field: small enough to travel with the page. */
const PATHS = {
  clock: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM10 6.2V10l2.6 1.8",
  eye: "M2.2 10C4 6.7 6.7 5 10 5s6 1.7 7.8 5c-1.8 3.3-4.5 5-7.8 5s-6-1.7-7.8-5ZM10 7.7a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 0 1 0-4.6Z",
  check: "M4 10.6l4 4 8-9",
  half: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM10 6.4v4.4M10 13.4v.2",
  closed: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM7.2 7.2l5.6 5.6M12.8 7.2l-5.6 5.6",
  copy: "M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4",
  out: "M8 5h7v7M15 5l-9.5 9.5",
  down: "M5.5 8l4.5 4.5L14.5 8",
} as const;

export type IconName = keyof typeof PATHS;

/** All of them, once, with the page: the browser's code names them. */
export function IconSprite() {
  return (
    <svg className="hidden" aria-hidden="true">
      {Object.entries(PATHS).map(([name, path]) => (
        <symbol key={name} id={`icon-${name}`} viewBox="0 0 20 20">
          <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
        </symbol>
      ))}
    </svg>
  );
}
