import { respondError } from "@/lib/api/respond";
import { notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";

/** A path that the API does not have gets the API's own 404. */
const answer = () => respondError(notFound(), newId("request"));

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
