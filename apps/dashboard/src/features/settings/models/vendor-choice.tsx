import { type Vendor, vendors } from './vendors.ts';

interface VendorChoiceProps {
  /** Names that are connected already. */
  readonly connected: ReadonlySet<string>;
  readonly onChoose: (vendor: Vendor) => void;
}

const cardLook =
  'border-border rounded-card hover:bg-hover flex w-full flex-col gap-0.5 border px-4 py-3 text-left transition-colors duration-[120ms]';

/** What can be connected, one card each. */
export const VendorChoice = ({ connected, onChoose }: VendorChoiceProps) => (
  <ul className="flex flex-col gap-2">
    {vendors.map((vendor) => (
      <li key={vendor.id}>
        <button type="button" className={cardLook} onClick={() => onChoose(vendor)}>
          <span className="font-medium">{vendor.title}</span>
          <span className="text-meta text-text-muted">
            {vendor.name !== null && connected.has(vendor.name) ? 'Connected: changes the key or address' : vendor.lead}
          </span>
        </button>
      </li>
    ))}
  </ul>
);
