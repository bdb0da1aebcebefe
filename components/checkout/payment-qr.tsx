import { QRCodeSVG } from "qrcode.react";

const SIZE_PX = 224;
/** ISO/IEC 18004 asks for a quiet zone of four modules. */
const QUIET_MODULES = 4;

/**
 * Dark on white in every theme. It holds the bare EIP-55 address, which every wallet and exchange reads; codes with an
 * amount or a token are misread by too many of them. Rendered on the server alone.
 */
export function PaymentQr({ address, title }: { address: string; title: string }) {
  return (
    <QRCodeSVG
      value={address}
      size={SIZE_PX}
      level="M"
      marginSize={QUIET_MODULES}
      bgColor="#ffffff"
      fgColor="#000000"
      title={title}
      className="rounded-control"
    />
  );
}
