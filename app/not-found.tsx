import { Message } from "@/components/checkout/message";
import { serverWordsOf } from "@/components/checkout/words/server/server-words";
import { pageLocale } from "./page-locale";

export default async function NotFound() {
  const { missing } = serverWordsOf(await pageLocale());
  return (
    <Message title={missing.page}>
      <p>{missing.pageText}</p>
    </Message>
  );
}
