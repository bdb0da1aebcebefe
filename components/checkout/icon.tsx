import type { IconName } from "./icon-sprite";

/** A mark out of the page's sprite. Always beside a word. */
export function Icon({ name, className = "" }: { name: IconName; className?: string }) {
  return (
    <svg className={`size-5 shrink-0 ${className}`} aria-hidden="true">
      <use href={`#icon-${name}`} />
    </svg>
  );
}
