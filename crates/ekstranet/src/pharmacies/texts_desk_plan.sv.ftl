pharmacies-desk-plan-lead = Dagarna räknas från dagen för övertagandet. Varje part markerar sina egna punkter som gjorda. Parternas kontaktuppgifter och namnen på dem som har markerat visas inte här.
pharmacies-desk-plan-awaits = Väntar på övertagandet
pharmacies-desk-plan-open = I bruk
pharmacies-desk-plan-closed = Inte i bruk
pharmacies-desk-plan-lost = Enligt Fimeas apoteksregister ({ $date }) är det en annan apotekare än i den här planen som övertar apoteket. Inga påminnelser skickas om planen.
