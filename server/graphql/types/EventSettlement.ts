import { currencyOf } from "../../ledger/reading.ts";
import type { EventSettlementResolvers } from "../generated/resolver-types.ts";

export const EventSettlement: EventSettlementResolvers = {
  securityDepositHeld: ({ event, depositHeldMinorUnits: minorUnits }, _, { ledger }) =>
    minorUnits === null ? null : { minorUnits, currency: currencyOf(event, ledger.operatorCurrency) },
};
