/**
 * Whole sessions as one JSON value: one statement for all their tables, as reading is most of what an API does. Amounts are
 * texts, since JSON's numbers are floats to most who read them; moments are epoch milliseconds. `:ids` stands for a JSON
 * array of session ids.
 */
export const SESSIONS_JSON = `(
  select coalesce(json_agg(json_build_object(
    ${fields("s", {
      plain:
        "id merchant_id livemode link_id version currency chain_id asset address hold_blocks start_serials status flags completing_id tx_hash confirming description metadata success_url success_message cancel_url return_url customer_email client_reference_id",
      amounts: "price_minor received remaining overpaid",
      moments: "created_at updated_at deactivated_at paid_at expires_at grace_until look_at",
    })},
    'merchantName', m.name,
    'supportEmail', m.support_email,
    'supportUrl', m.support_url,
    'supportText', m.support_text,
    'settlement', (
      select json_build_object(${fields("x", { plain: "status completing_id tx_hash counted_ids over", moments: "paid_at" })})
      from settlements x where x.session_id = s.id),
    'acceptance', (
      select json_build_object(${fields("a", { plain: "by reason", moments: "accepted_at" })})
      from acceptances a where a.session_id = s.id),
    'quotes', (
      select json_agg(json_build_object(${fields("q", {
        plain: "number chain_id asset address confirmations rate",
        amounts: "tolerance_under tolerance_over dust due min_due max_ok",
        moments: "starts_at expires_at grace_until",
      })}) order by q.number, q.position)
      from session_quotes q where q.session_id = s.id),
    'transfers', (
      select coalesce(json_agg(json_build_object(${fields("t", {
        plain: "id chain_id asset kind from to tx_hash position order block_hash block_number",
        amounts: "amount fiat_at_receipt",
        moments: "block_time",
      })}, 'blockSerial', b.serial, 'orphanedAt', b.orphaned_at)), '[]')
      from transfers t join blocks b on b.chain_id = t.chain_id and b.hash = t.block_hash
      where t.session_id = s.id)
  )), '[]')
  from checkout_sessions s join merchants m on m.id = s.merchant_id
  where s.id = any(array(select json_array_elements_text(:ids::text::json)))
)`;

/** How far each network is verified, as one JSON value. */
export const NETWORKS_JSON = `(
  select coalesce(json_agg(json_build_object(
    ${fields("c", { plain: "chain_id number stalled", moments: "time passed_time balances_problem_since" })}, 'serial', b.serial)), '[]')
  from network_cursors c join blocks b on b.chain_id = c.chain_id and b.hash = c.hash
  where c.number is not null and c.time is not null
)`;

type Columns = { readonly plain: string; readonly amounts?: string; readonly moments?: string };

/** `'txHash', t."tx_hash", …`: JSON's names, each before its column. */
function fields(table: string, { plain, amounts = "", moments = "" }: Columns): string {
  const each = (names: string, render: (column: string) => string) =>
    names
      .split(" ")
      .filter((name) => name !== "")
      .map((name) => `'${name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())}', ${render(`${table}."${name}"`)}`);
  return [
    ...each(plain, (column) => column),
    ...each(amounts, (column) => `${column}::text`),
    ...each(moments, (column) => `(extract(epoch from ${column}) * 1000)::bigint`),
  ].join(", ");
}
