/** RFC 9110 12.5.3: whether a coding is named, and not with the weight of nothing. */
export function takesCoding(coding: "br" | "gzip", accepted: string): boolean {
  return accepted.split(",").some((one) => {
    const [name = "", weight = "q=1"] = one.split(";", 2).map((part) => part.trim().toLowerCase());
    const isNamed = name === coding || (coding === "gzip" && name === "x-gzip");
    return isNamed && /^q=[\d.]+$/.test(weight) && !/^q=0(?:\.0{0,3})?$/.test(weight);
  });
}
