import { respondError } from "@/lib/api/respond";
import { noSuchAddress } from "@/lib/errors";
import { newId } from "@/lib/ids";

/** Whatever the API does not have, by whatever method, gets the API's own 404. */
const answer = () => respondError(noSuchAddress(), newId("request"));

export { answer as DELETE, answer as GET, answer as OPTIONS, answer as PATCH, answer as POST, answer as PUT };
