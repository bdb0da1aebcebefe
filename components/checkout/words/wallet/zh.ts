import type { WalletWords } from "./wallet-words";

export const zh: WalletWords = {
  none: "在此浏览器中没有找到钱包。请改用钱包应用或交易所。",
  unnamed: "浏览器钱包",
  payWith: "用 {wallet} 付款",
  connecting: "您的钱包在询问此页面可否查看您的地址。请在钱包中允许。",
  switching: "您的钱包在询问是否切换到 {network}。请在钱包中允许。",
  confirming: "您的钱包显示 {network} 上的 {amount}。请在钱包中核对并确认。",
  sent: "已发送。几秒后此页面会显示；请不要再次发送。",
  rejected: "您在钱包中拒绝了。没有发送任何款项。",
  busy: "您的钱包已在等待答复。请打开钱包查看。",
  wrongNetwork: "您的钱包不在 {network} 上，因此没有发送。请在钱包中切换网络后再试。",
  short: "您钱包中的余额不足以在 {network} 上支付 {amount}。没有发送任何款项。",
  untrusted: "此页面已被其他程序更改。没有发送任何款项。",
  failed: "您的钱包没有表示已发送。再试之前请先查看钱包。",
};
