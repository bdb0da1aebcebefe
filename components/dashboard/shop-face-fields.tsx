import { Field, Input } from "../ui/field";
import type { ApiFault } from "./api";
import { faultAt } from "./fault-words";
import type { FaceField, SettingsDraft } from "./settings-draft";

type Name = FaceField | "name";
type Draft = Pick<SettingsDraft, Name>;
type Props = {
  readonly draft: Draft;
  readonly fault: ApiFault | null;
  readonly onChange: (change: Partial<Draft>) => void;
  readonly logoProblem: string | null;
};

type FieldWords = {
  readonly name: Name;
  readonly label: string;
  readonly hint: string;
  readonly type?: "email" | "url";
  readonly placeholder?: string;
};

const FIELDS: readonly FieldWords[] = [
  { name: "name", label: "Name", hint: "Customers see it on top of the payment page." },
  {
    name: "logoUrl",
    label: "Logo",
    hint: "The address of a PNG, JPEG or WebP. Florin keeps a copy; customers never load it from there.",
    type: "url",
    placeholder: "https://shop.example/logo.png",
  },
  {
    name: "accentColor",
    label: "Colour",
    hint: "Of buttons and links. It is made darker or lighter where it could not be read.",
    placeholder: "#b3541e",
  },
  {
    name: "supportEmail",
    label: "Support e-mail",
    hint: "The payment page shows it wherever it tells a customer to ask you.",
    type: "email",
    placeholder: "help@shop.example",
  },
  {
    name: "supportUrl",
    label: "Support page",
    hint: "Shown beside the e-mail address.",
    type: "url",
    placeholder: "https://shop.example/help",
  },
  { name: "supportText", label: "Other support", hint: "Plain words: a telephone number, when you answer." },
];

/** The fields that show their own faults. */
export const SHOP_PARAMS: readonly string[] = FIELDS.map(({ name }) => name);

/** Who the customer pays: what the payment pages show of the shop. */
export function ShopFaceFields({ draft, fault, onChange, logoProblem }: Props) {
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      {FIELDS.map(({ name, label, hint, type = "text", placeholder }) => (
        <Field
          key={name}
          label={label}
          optional={name !== "name"}
          hint={hint}
          error={faultAt(fault, name) ?? (name === "logoUrl" ? logoProblem : null)}
        >
          <Input
            name={name}
            type={type}
            value={draft[name]}
            onChange={(event) => onChange({ [name]: event.target.value })}
            placeholder={placeholder}
            required={name === "name"}
          />
        </Field>
      ))}
    </div>
  );
}
