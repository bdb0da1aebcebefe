import type { ApiFault } from "./api";

/** What to say beside that field: the fault if it names the field or a part of it. */
export function faultAt(fault: ApiFault | null, param: string): string | null {
  return fault && isAt(fault, param) ? inWords(fault) : null;
}

/** What to say under the form: a fault that none of its fields shows. */
export function faultElsewhere(fault: ApiFault | null, params: readonly string[]): string | null {
  return fault && !params.some((param) => isAt(fault, param)) ? fault.message : null;
}

function isAt(fault: ApiFault, param: string): boolean {
  return fault.param === param || fault.param?.startsWith(`${param}.`) === true;
}

/** The API opens a sentence with the field's technical name; under the field itself the name is noise. */
function inWords({ message, param }: ApiFault): string {
  if (!param || !message.startsWith(`${param} `)) return message;
  return `This ${message.slice(param.length + 1)}`;
}
