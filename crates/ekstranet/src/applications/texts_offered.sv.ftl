applications-only-yours = Förteckningen innehåller de tjänster som er organisation kan ansöka om här. Om en tjänst saknas, fråga kundsupporten: { $email }, { $phone }.
