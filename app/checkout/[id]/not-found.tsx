import { Message } from "@/components/checkout/message";

export default function CheckoutNotFound() {
  return (
    <Message title="There is no such payment">
      <p>Please do not send anything. Look whether the address of this page is complete, or ask the shop that gave it to you.</p>
    </Message>
  );
}
