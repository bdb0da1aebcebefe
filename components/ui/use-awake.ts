import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False in what the server sends, and until the page's scripts have taken it over. */
export function useAwake(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
