import type { InputHTMLAttributes } from "react";
import type { Faults, Field, Values } from "../both-pages/check-payment.ts";
import type { Method } from "../both-pages/payment.ts";

interface FieldProps {
  values: Values;
  faults: Faults;
  onEdit: (name: Field, value: string) => void;
}

/** A text field with its label and fault. */
export function TextField({
  values,
  faults,
  onEdit,
  name,
  label,
  isLong = false,
  ...attributes
}: FieldProps &
  Pick<InputHTMLAttributes<HTMLInputElement>, "type" | "inputMode" | "maxLength" | "max" | "required"> & {
    name: Field;
    label: string;
    isLong?: boolean;
  }) {
  const control = {
    ...{ id: name, name, autoComplete: "off", value: values[name], maxLength: attributes.maxLength },
    "aria-invalid": Boolean(faults[name]),
    "aria-describedby": `${name}-fault`,
  };
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {isLong ? (
        <textarea {...control} rows={2} onChange={({ target }) => onEdit(name, target.value)} />
      ) : (
        <input {...attributes} {...control} onChange={({ target }) => onEdit(name, target.value)} />
      )}
      <Fault name={name} faults={faults} />
    </div>
  );
}

/** The payment methods as radio buttons. */
export function MethodField({
  values,
  faults,
  onEdit,
  methods,
}: FieldProps & { methods: readonly Method[] }) {
  return (
    <fieldset className="field" aria-invalid={Boolean(faults.method)} aria-describedby="method-fault">
      <legend>How it was paid</legend>
      <div className="methods">
        {methods.map(({ method, label }) => (
          <label key={method}>
            <input
              type="radio"
              name="method"
              value={method}
              checked={values.method === method}
              onChange={() => onEdit("method", method)}
            />
            {label}
          </label>
        ))}
      </div>
      <Fault name="method" faults={faults} />
    </fieldset>
  );
}

function Fault({ name, faults }: { name: Field; faults: Faults }) {
  return (
    <p className="fault" id={`${name}-fault`}>
      {faults[name]}
    </p>
  );
}
