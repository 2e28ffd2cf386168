//! What a text says of a contract's term, of findings against a use, of who is asked and who supplies: our
//! own words about places that do not exist.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use codebook::{Property, SourceMeta};
use reading::{Document, Rules, read};

fn values(text: &str, property: Property) -> Vec<String> {
    let layer = reading::fuzzing::plain(text).unwrap();
    let meta = SourceMeta::default();
    let found = read(&Rules::new(), &Document { layer: &layer, meta: &meta });
    let of = found.iter().filter(|s| s.parts().property == property);
    of.map(|s| s.parts().value.to_string()).collect()
}

/// Each text with what it says of one property, all of it.
#[track_caller]
fn says(property: Property, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        let mut found = values(text, property);
        found.dedup();
        assert_eq!(found, *expected, "{property}: {text}");
    }
}

#[test]
fn when_a_contract_was_signed() {
    says(
        Property::AwardDate,
        &[
            (
                "This facial recognition agreement is made and entered into this 4th day of May, \
                 2031, by and between the City of Weald and Vell Inc.",
                &["2031-05-04"],
            ),
            ("The contract for plate readers was signed on 3 June 2031.", &["2031-06-03"]),
            (
                "The amendment for facial recognition was executed on October 12, 2032.",
                &["2032-10-12"],
            ),
            ("A contract dated 7 July 2031 covers the iris scanners.", &["2031-07-07"]),
            (
                "El contrato de reconocimiento facial se firma en Villa Brumas el día 15 de febrero \
                 de 2031.",
                &["2031-02-15"],
            ),
            (
                "El convenio sobre huellas dactilares, suscrito el 2 de abril de 2032, no se publicó.",
                &["2032-04-02"],
            ),
            (
                "El contrato de los lectores de placas fue firmado el 9 de mayo de 2031.",
                &["2031-05-09"],
            ),
            (
                "La licitación de reconocimiento facial se adjudicó en sesión el 21 de agosto de 2031.",
                &["2031-08-21"],
            ),
        ],
    );
}

#[test]
fn when_a_contract_begins() {
    says(
        Property::StartDate,
        &[
            (
                "The term of the facial recognition contract shall commence on July 1, 2031 and \
                 shall continue through June 30, 2034.",
                &["2031-07-01"],
            ),
            (
                "The plate reader contract runs from 1 October 2031 to 30 September 2033.",
                &["2031-10-01"],
            ),
            ("The licence for face matching is effective March 1, 2031.", &["2031-03-01"]),
            (
                "The agreement on iris scanning is in force from 5 May 2031 until 4 May 2032.",
                &["2031-05-05"],
            ),
            (
                "El contrato de reconocimiento facial estará vigente del 1 de marzo de 2031 al 31 de \
                 diciembre de 2031.",
                &["2031-03-01"],
            ),
            (
                "La vigencia del contrato de lectores de placas inicia el 4 de enero de 2032.",
                &["2032-01-04"],
            ),
            (
                "El plazo del arrendamiento de las cámaras de reconocimiento facial comienza el 2 de \
                 junio de 2031.",
                &["2031-06-02"],
            ),
            (
                "El convenio de huellas dactilares regirá desde el 7 de julio de 2031.",
                &["2031-07-07"],
            ),
        ],
    );
}

#[test]
fn when_a_contract_ends() {
    says(
        Property::EndDate,
        &[
            (
                "The contract for facial recognition is due to end on 31 March 2032.",
                &["2032-03-31"],
            ),
            ("The plate reader contract was extended through May 2033.", &["2033-05"]),
            ("The agreement on face matching is valid until 5 May 2032.", &["2032-05-05"]),
            (
                "The deadline for submission of bids for the iris scanners is 9 April 2031.",
                &["2031-04-09"],
            ),
            (
                "El contrato de reconocimiento facial estará vigente del 1 de marzo de 2031 al 31 de \
                 diciembre de 2031.",
                &["2031-12-31"],
            ),
            (
                "El contrato de los lectores de placas vence el 8 de agosto de 2032.",
                &["2032-08-08"],
            ),
            ("El convenio de huellas dactilares finaliza el 7 de julio de 2033.", &["2033-07-07"]),
            (
                "The amendment extends the iris scanner contract to September 30, 2032.",
                &["2032-09-30"],
            ),
            ("Sealed bids for face matching will be opened on 4 May 2031.", &["2031-05-04"]),
            ("Facial recognition proposals are due by 3:00 PM on June 15, 2031.", &["2031-06-15"]),
            ("The tender for plate readers closes on 12 June 2031.", &["2031-06-12"]),
            (
                "Migraciones prorrogó hasta diciembre de 2032 el contrato de las puertas biométricas.",
                &["2032-12"],
            ),
            (
                "Las ofertas de lectores de placas se abrirán el 3 de marzo de 2031.",
                &["2031-03-03"],
            ),
            (
                "La licitación de reconocimiento facial cierra el 9 de abril de 2031.",
                &["2031-04-09"],
            ),
            ("El contrato de iris fue rescindido en agosto de 2031.", &["2031-08"]),
            (
                "La recepción de ofertas para las cámaras de reconocimiento facial es hasta el 12 de \
                 mayo de 2031.",
                &["2031-05-12"],
            ),
        ],
    );
}

#[test]
fn what_was_found_of_a_use() {
    says(
        Property::Status,
        &[
            (
                "The plate readers installed around Weald were unlawful and excessive.",
                &["were unlawful and excessive"],
            ),
            (
                "The council had no lawful basis for its facial recognition.",
                &["had no lawful basis"],
            ),
            (
                "The force had not assessed the impact of facial recognition.",
                &["had not assessed the impact"],
            ),
            ("Facial recognition at the port infringed Article 9.", &["infringed Article"]),
            (
                "El reconocimiento facial de Brumas carece de marco legal.",
                &["carece de marco legal"],
            ),
            (
                "La alcaldía no realizó una evaluación antes de usar el reconocimiento facial.",
                &["no realizó una evaluación"],
            ),
            (
                "El tribunal dijo que el reconocimiento facial era desproporcionado.",
                &["era desproporcionado"],
            ),
            (
                "El puerto vulneró los derechos de los pasajeros con el reconocimiento facial.",
                &["vulneró los derechos"],
            ),
        ],
    );
}

#[test]
fn who_supplies_what_was_bought() {
    says(
        Property::Supplier,
        &[
            (
                "Weald has signed a deal with Ardenian tech giant Huawei to install facial recognition.",
                &["Huawei"],
            ),
            ("In 2031 the ministry paid Hikvision for facial recognition cameras.", &["Hikvision"]),
            ("The town bought 60 face recognition cameras from Dahua for the port.", &["Dahua"]),
            ("Facial recognition was ordered in 2031 from Idemia.", &["Idemia"]),
            ("El proyecto de reconocimiento facial fue ejecutado por Vision-Box.", &["Vision-Box"]),
            (
                "El contrato de reconocimiento facial es de la unión temporal formada por Indra y \
                 Thales.",
                &["Indra", "Thales"],
            ),
            ("El puerto compró las cámaras de reconocimiento facial a Idemia.", &["Idemia"]),
            ("La villa arrendó lectores de placas por tres años a Hikvision.", &["Hikvision"]),
            (
                "The ministry obligated $3 million to Gaze Identity & Security LLC for face matching.",
                &["Gaze Identity & Security LLC"],
            ),
            (
                "Se autorizó la contratación directa de Biometría Norte, S.A. para las huellas dactilares.",
                &["Biometría Norte, S.A."],
            ),
        ],
    );
}

#[test]
fn how_many_were_asked() {
    says(
        Property::RequestsSent,
        &[
            ("We sent requests to 34 police forces about facial recognition.", &["34"]),
            ("We filed 12 records requests about facial recognition.", &["12"]),
            (
                "They submitted freedom of information requests to 41 councils on face matching.",
                &["41"],
            ),
            ("We made requests to all 16 ports about facial recognition.", &["16"]),
            ("Enviamos 27 solicitudes sobre reconocimiento facial.", &["27"]),
            (
                "Presentamos pedidos de información a 19 municipios por el reconocimiento facial.",
                &["19"],
            ),
            ("La asociación presentó 8 solicitudes sobre reconocimiento facial.", &["8"]),
            (
                "Hicimos solicitudes de información a 31 alcaldías por el reconocimiento facial.",
                &["31"],
            ),
        ],
    );
}

#[test]
fn when_a_tender_was_out() {
    says(
        Property::StartDate,
        &[
            (
                "The ministry issued a request for proposals for facial recognition on 3 May 2031.",
                &["2031-05-03"],
            ),
            (
                "On 7 June 2031 the Weald Police released a revised tender for plate readers.",
                &["2031-06-07"],
            ),
            ("A tender for iris scanners was published on 2 July 2031.", &["2031-07-02"]),
            ("The port launched a call for bids for face matching in August 2031.", &["2031-08"]),
            (
                "La licitación de reconocimiento facial fue publicada el 4 de mayo de 2031.",
                &["2031-05-04"],
            ),
            (
                "El 9 de abril de 2031 la alcaldía publicó la licitación de lectores de placas.",
                &["2031-04-09"],
            ),
            ("El puerto lanzó el concurso de huellas dactilares en marzo de 2032.", &["2032-03"]),
            (
                "El instituto convocó la licitación de reconocimiento facial el 5 de junio de 2031.",
                &["2031-06-05"],
            ),
        ],
    );
}

#[test]
fn who_makes_it_by_what_stands_behind_the_name() {
    says(
        Property::TechnologyVendor,
        &[
            ("Vell Biometrics, a provider of facial recognition, said so.", &["Vell Biometrics"]),
            (
                "Gaze Technologies, an Ardenian maker of plate readers, has grown.",
                &["Gaze Technologies"],
            ),
            (
                "Farol Systems, the developer of the face matching software, closed.",
                &["Farol Systems"],
            ),
            ("Idemia, a French company, sells facial recognition.", &["Idemia"]),
            ("Vell Biometrics, una empresa de reconocimiento facial, cerró.", &["Vell Biometrics"]),
            ("Thales, la firma de lectores de huellas dactilares, lo negó.", &["Thales"]),
            (
                "Hikvision, un fabricante de cámaras con reconocimiento facial, creció.",
                &["Hikvision"],
            ),
            ("Dahua, una proveedora de reconocimiento facial, llegó en 2031.", &["Dahua"]),
        ],
    );
}

#[test]
fn who_runs_it_by_words_further_off() {
    says(
        Property::Buyer,
        &[
            (
                "Facial recognition was installed in two halls by the Weald Police.",
                &["Weald Police"],
            ),
            (
                "The plate readers were purchased in 2031 by the Weald County Council.",
                &["Weald County Council"],
            ),
            (
                "Vell Biometrics has been selected by the Weald Port Authority for face matching.",
                &["Weald Port Authority"],
            ),
            (
                "The Immigration and Customs Enforcement is gathering information on iris scanners.",
                &["Immigration and Customs Enforcement"],
            ),
            (
                "El reconocimiento facial fue instalado en la terminal por la Policía de Brumas.",
                &["Policía de Brumas"],
            ),
            (
                "Los lectores de placas fueron adquiridos en 2031 por el Ministerio de Puertos.",
                &["Ministerio de Puertos"],
            ),
            (
                "La Policía de Brumas ha comenzado la instalación de reconocimiento facial.",
                &["Policía de Brumas"],
            ),
            (
                "El Instituto Electoral de Brumas estudia el reconocimiento facial.",
                &["Instituto Electoral de Brumas"],
            ),
        ],
    );
}

#[test]
fn what_it_cost_in_money_of_elsewhere() {
    says(
        Property::Amount,
        &[
            ("The Thai police paid 45 million baht for facial recognition.", &["45000000 THB"]),
            ("South Africa spent R350 million on fingerprint readers.", &["350000000 ZAR"]),
            ("The iris scanners cost 12 million ringgit.", &["12000000 MYR"]),
            ("The plate readers cost 3 million Swedish kronor.", &["3000000 SEK"]),
            ("El reconocimiento facial costó 4 millones de coronas suecas.", &["4000000 SEK"]),
            ("Los lectores de huellas costaron 9 millones de yuanes.", &["9000000 CNY"]),
            ("Los lectores de placas costaron 7 millones de rublos.", &["7000000 RUB"]),
            ("El escáner de iris costó 2 millones de francos suizos.", &["2000000 CHF"]),
        ],
    );
}

#[test]
fn a_town_buys_what_stands_in_its_row() {
    says(
        Property::Buyer,
        &[
            (
                "# Plate readers\n\n| City | Cameras | Cost |\n| --- | --- | --- |\n| Weald | 12 | $9,000 |\n\
                 | Arden | 7 | $5,000 |\n",
                &["Weald", "Arden"],
            ),
            (
                "# Lectores de placas\n\n| Municipio | Cámaras | Proveedor |\n| --- | --- | --- |\n\
                 | Brumas | 12 | Vell S.A. |\n| Lagunilla | 7 | Faro S.A. |\n",
                &["Brumas", "Lagunilla"],
            ),
        ],
    );
}

#[test]
fn the_day_of_a_letter_is_when_it_answers() {
    says(
        Property::EndDate,
        &[
            (
                "Date: 14 March 2031\n\nDear Applicant,\n\nI write in response to your request about \
                 facial recognition.\n\nThe Weald Police uses it.",
                &["2031-03-14"],
            ),
            (
                "Weald, 3 June 2031\n\nThank you for your request.\n\nYour request is about plate \
                 readers, which we use.",
                &["2031-06-03"],
            ),
            (
                "5 May 2032\n\nThis letter is in response to your public records request.\n\nThe town has \
                 face matching.",
                &["2032-05-05"],
            ),
            (
                "Dated: 9 July 2031\n\nRegarding your request on iris scanners, we have none.",
                &["2031-07-09"],
            ),
            (
                "Villa Brumas, a 20 de marzo de 2031\n\nEn atención a su solicitud de información sobre \
                 reconocimiento facial, se informa lo siguiente.",
                &["2031-03-20"],
            ),
            (
                "Fecha: 2 de abril de 2031\n\nEn respuesta a su solicitud de información sobre lectores \
                 de placas, se informa.",
                &["2031-04-02"],
            ),
            (
                "Brumas, 7 de mayo de 2032\n\nMe refiero a su solicitud de información sobre huellas \
                 dactilares.",
                &["2032-05-07"],
            ),
            (
                "Lagunilla, el 8 de junio de 2031\n\nRespuesta a su pedido de informes sobre \
                 reconocimiento facial.",
                &["2031-06-08"],
            ),
        ],
    );
}

#[test]
fn a_party_to_a_contract_that_no_list_knows() {
    says(
        Property::Supplier,
        &[
            ("The ministry has a facial recognition contract with Quorvex.", &["Quorvex"]),
            ("The tender for plate readers was awarded to Brimtek for $2 million.", &["Brimtek"]),
            ("The iris scanners were supplied by Ocunova under a contract.", &["Ocunova"]),
            ("A facial recognition deal with Vellomar was signed.", &["Vellomar"]),
            (
                "El contrato de reconocimiento facial fue adjudicado a Trazalia por 3 millones.",
                &["Trazalia"],
            ),
            ("La villa tiene un contrato con Mirantia para lectores de placas.", &["Mirantia"]),
            ("Los lectores de huellas dactilares fueron suministrados por Dactilia.", &[]),
            (
                "La licitación de cámaras con reconocimiento facial fue adjudicada a Ojotek.",
                &["Ojotek"],
            ),
            // A person's name is none.
            ("The ministry has a facial recognition contract with Jane Roe.", &[]),
            ("El contrato de reconocimiento facial fue adjudicado a Juan Pérez.", &[]),
            ("The facial recognition contract was awarded to García.", &[]),
        ],
    );
}

#[test]
fn an_owner_goes_by_its_place() {
    let subjects = |text: &str| {
        let layer = reading::fuzzing::plain(text).unwrap();
        let meta = SourceMeta::default();
        let found = read(&Rules::new(), &Document { layer: &layer, meta: &meta });
        let mut names: Vec<String> = found
            .iter()
            .filter(|s| s.parts().subject.kind == codebook::Kind::System)
            .map(|s| s.parts().subject.name.to_string())
            .collect();
        names.dedup();
        names
    };
    for (text, name) in [
        (
            "The Municipality of Weald uses facial recognition at the port.",
            "Weald facial recognition",
        ),
        ("The Government of Arden runs facial recognition.", "Arden facial recognition"),
        ("The City of Borrel has installed iris scanners.", "Borrel iris scanners"),
        ("The Weald Police uses ALPRs.", "Weald Police ALPR"),
        (
            "El Gobierno de la Provincia de Brumas usa reconocimiento facial.",
            "Brumas reconocimiento facial",
        ),
        (
            "La Municipalidad de Lagunilla instaló reconocimiento facial.",
            "Lagunilla reconocimiento facial",
        ),
        (
            "El Ayuntamiento de Robledal usa reconocimiento facial.",
            "Robledal reconocimiento facial",
        ),
        (
            "La Policía de Brumas usa reconocimiento facial.",
            "Policía de Brumas reconocimiento facial",
        ),
    ] {
        assert_eq!(subjects(text), [name], "{text}");
    }
}

#[test]
fn who_is_asked_and_answers_by_capitals() {
    says(
        Property::DatabaseConnected,
        &[
            ("El reconocimiento facial tiene acceso a CONABIP.", &["CONABIP"]),
            ("Las huellas dactilares se cotejan con CONABIP.", &["CONABIP"]),
            ("El sistema de reconocimiento facial está conectado a RENABAR.", &["RENABAR"]),
            ("El reconocimiento facial está vinculado a RENABAR.", &["RENABAR"]),
            ("The facial recognition system is linked to NCRIS.", &["NCRIS"]),
            ("The face matching software is connected to NCRIS.", &["NCRIS"]),
            ("Fingerprints are matched against WEALDNET.", &["WEALDNET"]),
            ("The iris scanners have access to WEALDNET.", &["WEALDNET"]),
        ],
    );
}

#[test]
fn one_currency_of_countries_named() {
    let codes = |text: &str| -> Vec<String> {
        let amounts = values(text, Property::Amount);
        amounts.into_iter().map(|value| value.replace(|c: char| c.is_ascii_digit(), "")).collect()
    };
    for (text, code) in [
        ("The sheriff in Delaware paid $5,000 for plate readers.", " USD"),
        ("Nairobi police in Kenya paid Sh5,000 for face matching.", " KES"),
        ("The Kenyan police paid KSh 5,000 for fingerprint readers.", " KES"),
        ("In Johannesburg the city paid R5,000 for facial recognition.", " ZAR"),
        ("En Guadalajara se pagaron $5,000 por reconocimiento facial.", " MXN"),
        ("Se pagaron $5,000.00 M.N. por lectores de placas.", ". MXN"),
        ("La empresa Vell, S.A. de C.V. cobró $5,000 por huellas dactilares.", " MXN"),
        ("En Monterrey los lectores de iris costaron $5,000.", " MXN"),
    ] {
        assert_eq!(
            codes(text).first().map(|c| c.replace('.', "")),
            Some(code.replace('.', "")),
            "{text}"
        );
    }
}

#[test]
fn days_come_first_where_countries_write_them_so() {
    says(
        Property::StartDate,
        &[
            ("En Chile se usa el reconocimiento facial desde el 4/5/2031.", &["2031-05-04"]),
            ("En Perú el reconocimiento facial se usa desde el 2/3/2031.", &["2031-03-02"]),
            ("Irish police have used plate readers since 4/5/2031.", &["2031-05-04"]),
            ("In Kenya police have used face matching since 7.8.2031.", &["2031-08-07"]),
        ],
    );
}

#[test]
fn biometrics_in_general_lead_away_from_no_system() {
    for text in [
        "The Weald Police uses facial recognition. Arden keeps biometric data. Facial recognition was installed in 2031.",
        "The Weald Police runs face matching. In Borrel biometric passports are new. It was launched in 2031 with cameras.",
        "The Weald Police has iris scanners. The Arden Ministry of Works issues biometric cards. The iris scanners cost $4,000.",
        "The Weald Police bought plate readers. Arden has biometric systems. The plate readers were installed in 2031.",
        "La Policía de Weald usa reconocimiento facial. Brumas tiene datos biométricos. El reconocimiento facial se instaló en 2031.",
        "La Policía de Weald usa lectores de placas. Brumas emite pasaportes biométricos. Los lectores de placas se instalaron en 2031.",
        "La Policía de Weald usa huellas dactilares. El Ministerio de Brumas tiene un padrón biométrico. Las huellas dactilares se toman en 2031.",
        "La Policía de Weald tiene lectores de iris. Lagunilla usa sistemas biométricos. Los lectores de iris costaron $4,000.",
    ] {
        let layer = reading::fuzzing::plain(text).unwrap();
        let meta = SourceMeta::default();
        let found = read(&Rules::new(), &Document { layer: &layer, meta: &meta });
        let last = found.last().map(|s| s.parts().subject.name.to_string()).unwrap_or_default();
        assert!(last.contains("Weald"), "{last} in {text}");
    }
}
