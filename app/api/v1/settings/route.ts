import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { getSettings, updateSettingsRoute } from "@/lib/api/routes/dashboard";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { readSettings, type Settings } from "@/lib/services/read-settings";
import { updateSettings } from "@/lib/services/update-settings";

/** One object for both modes: a merchant judges test payments as real ones. */
export const GET = serveMerchant(getSettings, async ({ tx, scope }) =>
  ok(settingsObject(await readSettings(tx, scope.merchantId))),
);

export const PATCH = serveMerchant(updateSettingsRoute, async ({ tx, scope, body, now }) =>
  ok(settingsObject(await updateSettings(tx, { merchantId: scope.merchantId, change: body, now }))),
);

function settingsObject(settings: Settings) {
  return { object: "settings" as const, ...settings };
}

export const { DELETE, OPTIONS, POST, PUT } = otherMethods("GET", "PATCH");
