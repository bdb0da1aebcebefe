import { writeFileSync } from "node:fs";
import { openApiDocument } from "../../lib/api/openapi/document";
import { apiTypes } from "./api-types";

/** `npm run sdk:types` */
writeFileSync(new URL("../../sdk/src/api.ts", import.meta.url), apiTypes(openApiDocument("")));
