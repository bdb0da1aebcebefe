import { parseArgs } from "node:util";
import { openDatabase } from "../db/client";
import { migrateDatabase } from "../db/migrate";
import { ApiError } from "../lib/errors";
import { randomBase62 } from "../lib/ids";
import { createMerchant } from "../lib/services/create-merchant";
import { createUser } from "../lib/services/create-user";
import { checkDatabase } from "./check-database";
import { loadEnvFile } from "./load-env-file";
import { StartError } from "./progress";

const USAGE = "DATABASE_URL=… npm run create-user -- --email you@example.com [--merchant 'Your shop']";
const PASSWORD_LENGTH = 20;

/** Makes a merchant and the person who signs in for it; prints the password once. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { email: { type: "string" }, merchant: { type: "string", default: "My shop" } } });
  const { email, merchant } = values;
  loadEnvFile();
  const url = process.env.DATABASE_URL;
  if (!url || !email || !/^[^\s@]+@[^\s@]+$/.test(email)) throw new StartError(`use it like this: ${USAGE}`);
  const tellLimits = process.env.DATABASE_LIMITS !== "off";
  await checkDatabase(url, { tellLimits });
  await migrateDatabase(url);
  const password = randomBase62(PASSWORD_LENGTH);
  const database = openDatabase(url, { max: 1, prepare: false, tellLimits });
  const now = Date.now();
  await database.db
    .transaction(async (tx) => {
      const { id } = await createMerchant(tx, { name: merchant, now });
      await createUser(tx, { merchantId: id, email, password, now });
    })
    .finally(() => database.close());
  console.log(`Made "${merchant}".\n  log in with      ${email}   ${password}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof StartError || error instanceof ApiError ? `florin: ${error.message}` : error);
  process.exitCode = 1;
});
