import { z } from "zod";
import { otherMethods } from "@/lib/api/other-methods";
import { readInput } from "@/lib/api/read-input";
import { readQuery } from "@/lib/api/read-query";
import { ok } from "@/lib/api/respond";
import { updateSettingsSchema } from "@/lib/api/schemas/settings";
import { withMerchant } from "@/lib/api/with-merchant";
import { readSettings, type Settings } from "@/lib/services/read-settings";
import { updateSettings } from "@/lib/services/update-settings";

/** One object for both modes: a merchant judges test payments as real ones. */
export const GET = withMerchant("cookie", async ({ tx, scope, url }) => {
  readQuery(url, z.strictObject({}));
  return ok(settingsObject(await readSettings(tx, scope.merchantId)));
});

export const PATCH = withMerchant("cookie", async ({ tx, scope, body }) => {
  const change = readInput(updateSettingsSchema, body);
  return ok(settingsObject(await updateSettings(tx, { merchantId: scope.merchantId, change })));
});

export const { DELETE, OPTIONS, POST, PUT } = otherMethods("GET", "PATCH");

function settingsObject({ name, supportEmail, policy }: Settings) {
  return { object: "settings", name, supportEmail, policy };
}
