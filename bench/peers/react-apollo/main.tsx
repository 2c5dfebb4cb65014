import { ApolloProvider } from "@apollo/client/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { client } from "./client.ts";
import { Payments } from "./payments.tsx";

const place = document.querySelector<HTMLElement>("[data-payments-of]");
if (place) {
  createRoot(place).render(
    <StrictMode>
      <ApolloProvider client={client}>
        <Payments eventId={place.dataset.paymentsOf ?? ""} />
      </ApolloProvider>
    </StrictMode>,
  );
}
