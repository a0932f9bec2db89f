agreements-title = Sopimukset
agreements-lead = Organisaation allekirjoittamat sitoumukset ja hyväksymät palvelukuvaukset.
agreements-none = Organisaationne ei ole vielä allekirjoittanut sopimuksia. Sitoumus allekirjoitetaan, kun haette ensimmäistä palvelua.
agreements-commitment = Sitoumus
agreements-general-terms = Yleiset toimitusehdot
# $service (String) - name of the service
agreements-service-description = Palvelukuvaus: { $service }
# $date (String) - date
# $name (String) - signatory
agreements-signed-by = { $name } allekirjoitti { $date }.
agreements-state-in-force = Voimassa
agreements-state-open = Odottaa käsittelyä
agreements-state-ended = Ei käytössä
# $service (String) - name of the service
agreements-show-title = Allekirjoitettu sopimus: { $service }
agreements-for-whom = Organisaation Y-tunnus
agreements-service = Palvelu
agreements-signatory = Allekirjoittaja
agreements-right = Asema tai valtuus
agreements-right-checked = Oikeus tarkistettu Suomi.fi-valtuuksista
agreements-signed = Allekirjoitettu
agreements-in-force = Tuli voimaan
agreements-ended = Päättyi
agreements-print-hint = Voitte tulostaa tämän sivun. Sivulla ovat allekirjoitetut tekstit sanasta sanaan.
# $version (String) - version of the text
agreements-version = versio { $version }
agreements-in-finnish = suomenkielinen, sitova
agreements-in-swedish = ruotsinkielinen, sitova
agreements-fingerprint = Tekstin tiiviste (SHA-256):
agreements-right-mandate = Suomi.fi-valtuus: sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto
