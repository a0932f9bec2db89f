matters-clash-title = På den här sidan finns nu sparat
matters-clash-by = Senast sparat av { $name } { $time }.
matters-clash-own = Ni sparade senast själva i ett annat fönster { $time }.
matters-clash-keep = Era egna svar finns nedan. Om ni sparar dem ersätter de dessa.
matters-clash-problem-own = Ni sparade i ett annat fönster efter att ni öppnade den här sidan. Kontrollera vilka svar som är rätt och spara på nytt.
