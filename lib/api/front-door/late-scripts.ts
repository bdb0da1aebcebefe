/** What a page's scripts look like in its head, as React writes them: in any order, since each is `async`. */
const SCRIPT = /<script src="([^"]+)" async="" nonce="[^"]*"><\/script>/g;
const HEAD_ENDS = "</head>";
const BODY_ENDS = "</body>";
/** No head of ours is that long: what has none goes through as it is. */
const MOST_HEAD_BYTES = 262_144;

/**
 * Moves scripts out of a page's head to the end of its body, piece by piece as the page comes: a phone takes its time over
 * each request that it starts, before it draws anything.
 */
export function lateScripts(isLate: (address: string) => boolean) {
  let head: Buffer | null = Buffer.alloc(0);
  let late = "";

  function push(piece: Buffer): Buffer {
    if (head === null) return late === "" ? piece : bytes(atEnd(text(piece)));
    head = Buffer.concat([head, piece]);
    const end = head.indexOf(HEAD_ENDS);
    if (end === -1 && head.length < MOST_HEAD_BYTES) return Buffer.alloc(0);
    const [all, ends] = [text(head), end === -1 ? 0 : end];
    head = null;
    const kept = all.slice(0, ends).replace(SCRIPT, (tag, address: string) => {
      if (!isLate(address)) return tag;
      late += tag;
      return "";
    });
    return bytes(kept + atEnd(all.slice(ends)));
  }

  function atEnd(page: string): string {
    const place = late === "" ? -1 : page.lastIndexOf(BODY_ENDS);
    return place === -1 ? page : page.slice(0, place) + rest() + page.slice(place);
  }

  function rest(): string {
    const tags = late;
    late = "";
    return tags;
  }

  /** What is left when no more comes: of a page that was cut short, or is none. */
  function end(): Buffer {
    const held = head ?? Buffer.alloc(0);
    head = null;
    return Buffer.concat([held, bytes(rest())]);
  }

  return { push, end };
}

/** A letter for a byte, there and back: what is not ASCII stays what it was, cut in two or not. */
function text(piece: Buffer): string {
  return piece.toString("latin1");
}

function bytes(page: string): Buffer {
  return Buffer.from(page, "latin1");
}
