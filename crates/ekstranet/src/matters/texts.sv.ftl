matters-clash-title = På den här sidan finns nu sparat
matters-clash-by = Senast sparat av { $name } { $time }.
matters-clash-own = Ni sparade senast själva i ett annat fönster { $time }.
matters-clash-keep = Era egna svar finns nedan. Om ni sparar dem ersätter de dessa.
matters-clash-problem-own = Ni sparade i ett annat fönster efter att ni öppnade den här sidan. Kontrollera vilka svar som är rätt och spara på nytt.
matters-gone-title = Det ofärdiga ärendet har tagits bort
matters-gone-text = Det togs bort efter att ni öppnade sidan, så ingenting sparades. Ni kan påbörja ett nytt.
matters-gone-typed = Vad ni svarade
