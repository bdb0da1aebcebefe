import { Message } from "@/components/checkout/message";

export default function NotFound() {
  return (
    <Message title="There is no such page">
      <p>Look whether the address is complete.</p>
    </Message>
  );
}
