/* Countries with their places, companies and people. All companies are invented. */
#include "sandbox/cosell-sandbox-catalog.h"

const char *const sandbox_brands[] = {
  "Contoso;contoso",
  "Adatum;adatum",
  "Litware;litware",
  "Proseware;proseware",
  "Northwind Traders;northwindtraders",
  "Tailwind Traders;tailwindtraders",
  "Woodgrove Bank;woodgrovebank",
  "Trey Research;treyresearch",
  "Wide World Importers;wideworldimporters",
  "Fourth Coffee;fourthcoffee",
  "Lamna Healthcare;lamnahealthcare",
  "VanArsdel;vanarsdel",
  "Humongous Insurance;humongousinsurance",
  "Relecloud;relecloud",
  "Bellows College;bellowscollege",
  "Alpine Ski House;alpineskihouse",
  "Lucerne Publishing;lucernepublishing",
  "Coho Winery;cohowinery",
  "Blue Yonder Airlines;blueyonderairlines",
  "Consolidated Messenger;consolidatedmessenger",
  "Southridge Video;southridgevideo",
  "First Up Consultants;firstupconsultants",
  "Margie's Travel;margiestravel",
  "Best For You Organics;bestforyouorganics",
  NULL,
};

const SandboxCountry sandbox_countries[] = {
  { "SE", "SEK", "+46 40 ### ## ##", "%s AB", "sv",
    "Malmö;211 34;|Göteborg;411 03;|Stockholm;111 52;|Umeå;903 26;|Linköping;582 22;",
    "Storgatan %d|Kungsgatan %d|Östra Hamngatan %d|Södra Förstadsgatan %d",
    "Nordvik Sågverk AB;Nordvik;nordviksagverk|Bröderna Åkessons Åkeri AB;Åkessons Åkeri;"
    "akessonsakeri|Häggviks Bageri AB;Häggviks;haggviksbageri|Västerö Energi AB;Västerö Energi;"
    "vasteroenergi|Tallmo Kommunfastigheter AB;Tallmo;tallmofastigheter|Öresunds Varv & Mekaniska "
    "AB;Öresunds Varv;oresundsvarv|Lillsjö Sjukvård AB;Lillsjö;lillsjosjukvard",
    "Sara|Ola|Åsa|Björn|Linnéa|Göran|Maja|Erik",
    "Ek|Lind|Sjöberg|Åkesson|Nyström|Öberg|Hallström" },
  { "NO", "NOK", "+47 ## ## ## ##", "%s AS", "en",
    "Oslo;0154;|Bergen;5014;|Tromsø;9008;|Stavanger;4006;",
    "Storgata %d|Kirkegata %d|Strandgaten %d|Fjellveien %d",
    "Havørn Shipping AS;Havørn;havornshipping|Fjellro Kraft AS;Fjellro;fjellrokraft|Lofotvær "
    "Sjømat AS;Lofotvær;lofotvaer|Brekke & Sønn Entreprenør AS;Brekke & Sønn;brekkeogsonn",
    "Ingrid|Øystein|Kari|Håkon|Solveig|Magnus", "Brekke|Sørlie|Haugen|Bjørnstad|Lunde|Ødegård" },
  { "DK", "DKK", "+45 ## ## ## ##", "%s A/S", "en",
    "København;1057;|Aarhus;8000;|Odense;5000;|Aalborg;9000;",
    "Bredgade %d|Nørregade %d|Strandvejen %d|Søndergade %d",
    "Kærholm Mejeri A/S;Kærholm;kaerholmmejeri|Østerfjord Vind A/S;Østerfjord;osterfjordvind|"
    "Møllegaard Møbler A/S;Møllegaard;mollegaard|Rødbjerg Apoteker A/S;Rødbjerg;rodbjerg",
    "Mette|Søren|Kirsten|Jørgen|Freja|Rasmus", "Kjær|Sørensen|Møller|Højgaard|Bruun|Nørgaard" },
  { "FI", "EUR", "+358 40 ### ####", "%s Oy", "en",
    "Helsinki;00100;|Tampere;33100;|Turku;20100;|Oulu;90100;",
    "Aleksanterinkatu %d|Hämeenkatu %d|Rantatie %d|Kauppakatu %d",
    "Järvilinna Metsä Oy;Järvilinna;jarvilinna|Pohjantähti Logistiikka Oy;Pohjantähti;pohjantahti|"
    "Sinivuokko Terveys Oy;Sinivuokko;sinivuokko|Kivimäen Konepaja Oy;Kivimäki;kivimaki",
    "Aino|Jukka|Päivi|Väinö|Helmi|Antti", "Mäkelä|Järvinen|Hämäläinen|Koskinen|Salo|Lähde" },
  { "DE", "EUR", "+49 89 ######", "%s GmbH", "de",
    "München;80331;|Hamburg;20095;|Köln;50667;|Leipzig;04109;|Stuttgart;70173;",
    "Hauptstraße %d|Am Markt %d|Bahnhofstraße %d|Goethestraße %d",
    "Groß & Söhne GmbH;Groß & Söhne;grossundsoehne|Rheintal Maschinenbau AG;Rheintal "
    "Maschinenbau;rheintal-maschinenbau|Mühlbacher Brauerei KG;Mühlbacher;muehlbacher|Weißensee "
    "Klinikum gGmbH;Weißensee Klinikum;weissensee-klinikum|Stadtwerke Überbach GmbH;Stadtwerke "
    "Überbach;stadtwerke-ueberbach|Löwenstein Versicherung AG;Löwenstein;loewenstein|Übermorgen "
    "Robotik GmbH;Übermorgen;uebermorgen",
    "Jürgen|Käthe|Anja|Sören|Franziska|Jörg|Lena|Matthias",
    "Groß|Müller|Schäfer|Weiß|Köhler|Brandt|Süßmann" },
  { "AT", "EUR", "+43 1 ######", "%s GmbH", "de", "Wien;1010;|Graz;8010;|Linz;4020;",
    "Ringstraße %d|Herrengasse %d|Landstraße %d",
    "Alpenglück Molkerei GmbH;Alpenglück;alpenglueck|Donaufeld Papier AG;Donaufeld;donaufeld|"
    "Höllbach Seilbahnen GmbH;Höllbach;hoellbach",
    "Gerhard|Elfriede|Lukas|Theresa|Florian", "Gruber|Höller|Steiner|Pröll|Wögerbauer" },
  { "CH", "CHF", "+41 44 ### ## ##", "%s AG", "de", "Zürich;8001;ZH|Genève;1204;GE|Basel;4051;BS",
    "Bahnhofstrasse %d|Rue du Lac %d|Seestrasse %d",
    "Hürlimann Präzision AG;Hürlimann;huerlimann|Banque du Léman-Nord SA;Léman-Nord;lemannord|"
    "Rütiberg Käserei AG;Rütiberg;ruetiberg",
    "Urs|Reto|Céline|Nicole|Jean-Marc", "Hürlimann|Zgraggen|Favre|Ammann|Dürst" },
  { "FR", "EUR", "+33 1 ## ## ## ##", "%s SAS", "fr",
    "Paris;75002;|Lyon;69002;|Nantes;44000;|Toulouse;31000;",
    "12 bis rue des Écoles, bât. %d|rue de la République %d|avenue Foch %d|quai des Lices %d",
    "Boulangeries Lefèvre SAS;Lefèvre;boulangeries-lefevre|Verrerie de l'Aubépine SA;Aubépine;"
    "verrerie-aubepine|Clinique Saint-Rémi;Saint-Rémi;clinique-saint-remi|Transports Gélinas "
    "SARL;Gélinas;transports-gelinas|Énergies du Maçonnais SA;Maçonnais;energies-maconnais",
    "Hélène|François|Chloé|Jérôme|Amélie|Benoît", "Lefèvre|Gélinas|Dubois|Béranger|Marçais|Noël" },
  { "BE", "EUR", "+32 2 ### ## ##", "%s NV", "fr", "Brussel;1000;|Gent;9000;|Liège;4000;",
    "Kerkstraat %d|Rue Haute %d|Stationsplein %d",
    "De Wolvetak NV;De Wolvetak;dewolvetak|Brasserie Sainte-Odile SA;Sainte-Odile;sainteodile|"
    "Vlaamse Havenlogistiek NV;Havenlogistiek;havenlogistiek",
    "Jan|Liesbeth|Thibault|Noémie|Pieter", "De Smet|Peeters|Lambert|Claeys|Desmedt" },
  { "NL", "EUR", "+31 20 ### ####", "%s B.V.", "en",
    "Amsterdam;1012 AB;|Rotterdam;3011 AA;|Utrecht;3511 EP;|Eindhoven;5611 AZ;",
    "Herengracht %d|Dorpsstraat %d|Stationsweg %d",
    "Van den Bergh-Klaver Zuivel B.V.;Bergh-Klaver;berghklaver|Windpark De Reiger B.V.;De Reiger;"
    "windparkdereiger|Tulpenhof Retail B.V.;Tulpenhof;tulpenhof|IJssel Chemie N.V.;IJssel Chemie;"
    "ijsselchemie",
    "Sanne|Daan|Femke|Joris|Maartje", "de Vries|van Dijk|Bakker|Jansen|Hoekstra" },
  { "ES", "EUR", "+34 91 ### ## ##", "%s S.L.", "es",
    "Madrid;28013;|Barcelona;08002;|Sevilla;41001;|Bilbao;48001;",
    "Calle Mayor, %d|Avenida de la Constitución, %d|Gran Vía, %d",
    "Peña Hermanos S.L.;Peña Hermanos;penahermanos|Aceites El Olivar de Jaén S.A.;El Olivar;"
    "elolivar|Logística Ibáñez S.A.;Ibáñez;logisticaibanez|Clínicas Buenavista S.L.;Buenavista;"
    "clinicasbuenavista|Cerámicas Niño & Muñoz S.L.;Niño & Muñoz;ninoymunoz",
    "Íñigo|Lucía|José María|Begoña|Álvaro|Inés", "Peña|Ibáñez|Núñez|Muñoz|García|Echevarría" },
  { "PT", "EUR", "+351 21 ### ####", "%s, Lda.", "pt",
    "Lisboa;1100-048;|Porto;4000-322;|Braga;4700-030;",
    "Rua Augusta %d|Avenida da Liberdade %d|Rua de São Bento %d",
    "Conservas São Brás, S.A.;São Brás;conservassaobras|Águas do Marão, S.A.;Águas do Marão;"
    "aguasdomarao|Irmãos Guimarães, Lda.;Irmãos Guimarães;irmaosguimaraes",
    "João|Inês|Conceição|Tomás|Beatriz", "Guimarães|Conceição|Simões|Araújo|Brandão" },
  { "IT", "EUR", "+39 02 ######", "%s S.r.l.", "it",
    "Milano;20121;MI|Torino;10121;TO|Bologna;40121;BO|Bari;70121;BA",
    "Via Roma %d|Corso Garibaldi %d|Viale dei Mille %d",
    "Officine Città Alta S.p.A.;Città Alta;officinecittaalta|Caffè Bellosguardo S.r.l.;"
    "Bellosguardo;caffebellosguardo|Lanificio Fratelli Nardò S.r.l.;Nardò;lanificionardo|Porto "
    "Azzurro Navigazione S.p.A.;Porto Azzurro;portoazzurro",
    "Niccolò|Giulia|Elisabetta|Matteo|Francesca", "Nardò|Bellini|Foà|Ricciardi|Conti" },
  { "GR", "EUR", "+30 210 #######", "%s Α.Ε.", "el",
    "Αθήνα;105 57;|Πειραιάς;185 31;|Θεσσαλονίκη;546 24;",
    "Οδός Ερμού %d|Ακτή Μιαούλη %d|Λεωφόρος Νίκης %d",
    "Αιγαίο Ναυτιλία Α.Ε.;Αιγαίο Ναυτιλία;aigaionaftilia|Ελαιώνες Μεσσηνίας Α.Ε.;Ελαιώνες "
    "Μεσσηνίας;elaiones|Κλινική Άγιος Λουκάς Ε.Π.Ε.;Άγιος Λουκάς;agiosloukas",
    "Ελένη=eleni|Γιώργος=giorgos|Αικατερίνη=aikaterini|Νίκος=nikos",
    "Παπαδάκης=papadakis|Γεωργίου=georgiou|Αλεξίου=alexiou|Μαυρίδης=mavridis" },
  { "PL", "PLN", "+48 22 ### ## ##", "%s Sp. z o.o.", "pl",
    "Warszawa;00-024;|Kraków;31-005;|Łódź;90-001;|Gdańsk;80-831;",
    "ul. Długa %d|ul. Świętokrzyska %d|al. Niepodległości %d",
    "Żuraw Budownictwo Sp. z o.o.;Żuraw;zurawbudownictwo|Mleczarnia Źródło S.A.;Źródło;"
    "mleczarniazrodlo|Łącznik Logistyka Sp. z o.o.;Łącznik;lacznik|Szpital Dębowa Góra S.A.;Dębowa "
    "Góra;debowagora",
    "Łukasz|Agnieszka|Małgorzata|Paweł|Zofia", "Wiśniewski|Dąbrowska|Żak|Wójcik|Błaszczyk" },
  { "CZ", "CZK", "+420 2## ### ###", "%s s.r.o.", "en",
    "Praha;110 00;|Brno;602 00;|Ostrava;702 00;", "Národní %d|Křižíkova %d|Nádražní %d",
    "Sklárny Křišťál a.s.;Křišťál;sklarnykristal|Pivovar U Tří Růží s.r.o.;U Tří Růží;utriruzi|"
    "Dvořák Strojírny a.s.;Dvořák;dvorakstrojirny",
    "Jiří|Zdeňka|Ondřej|Kateřina", "Dvořák|Růžička|Šťastná|Novotný" },
  { "GB", "GBP", "+44 20 #### ####", "%s Ltd", "en",
    "London;EC2A 4NE;|Manchester;M2 5DB;|Edinburgh;EH2 2BY;|Bristol;BS1 4DJ;",
    "%d High Street|%d Quayside|%d King's Road|%d Station Approach",
    "Harrowgate & Finch plc;Harrowgate & Finch;harrowgatefinch|Pennine Valley Water Ltd;Pennine "
    "Valley;penninevalley|St Aldhelm's NHS Trust;St Aldhelm's;staldhelms|Kittiwake Ferries Ltd;"
    "Kittiwake;kittiwakeferries|O'Rourke & Daughters Ltd;O'Rourke;orourkedaughters",
    "Oliver|Charlotte|Priya|Harry|Eleanor|Callum", "Finch|O'Rourke|Whitcombe|Shah|Pemberton|Reid" },
  { "IE", "EUR", "+353 1 ### ####", "%s DAC", "en",
    "Dublin;D02 X285;|Cork;T12 W8KR;|Galway;H91 E9XH;",
    "%d Grafton Street|%d South Mall|%d Quay Street",
    "Clonbrack Creamery DAC;Clonbrack;clonbrack|Ó Súilleabháin Software Teo;Ó Súilleabháin;"
    "osuilleabhain|Atlantic Pier Pharma DAC;Atlantic Pier;atlanticpier",
    "Aoife|Séan|Niamh|Pádraig|Caoimhe", "Ó Briain|Murphy|Ní Dhomhnaill|Walsh|Kearney" },
  { "US", "USD", "+1 425 555 01##", "%s, Inc.", "en",
    "Seattle;98101;WA|Chicago;60601;IL|Austin;78701;TX|Boston;02108;MA|Cleveland;44114;OH",
    "%d Main Street|%d Lakeview Avenue|%d Commerce Drive|%d Pine Street, Suite 400",
    "Great Bear Outfitters, Inc.;Great Bear;greatbearoutfitters|Prairie States Grain Co.;Prairie "
    "States;prairiestates|Harbor Light Hospitals;Harbor Light;harborlighthospitals|Sierra Vista "
    "School District;Sierra Vista;sierravistaschools|Johnson & Díaz Logistics LLC;Johnson & Díaz;"
    "johnsondiaz|Copper Creek Utilities;Copper Creek;coppercreek|Redwood Mutual Insurance Co.;"
    "Redwood Mutual;redwoodmutual",
    "Emily|Marcus|Sofia|Ethan|Jasmine|Tyler|Grace|DeShawn",
    "Johnson|Díaz|Nguyen|Walker|Patel|O'Neill|Kowalski" },
  { "CA", "CAD", "+1 416 555 01##", "%s Inc.", "fr",
    "Toronto;M5H 2N2;ON|Montréal;H2Y 1C6;QC|Calgary;T2P 1J9;AB",
    "%d King Street West|%d, rue Saint-Jacques|%d Centre Street",
    "Érablière des Deux-Rives inc.;Deux-Rives;deuxrives|Moose Jaw Rail Ltd.;Moose Jaw Rail;"
    "moosejawrail|Banff Ridge Hotels Ltd.;Banff Ridge;banffridge",
    "Geneviève|Liam|Étienne|Ava|Noah", "Tremblay|Singh|Bélanger|MacKenzie|Côté" },
  { "BR", "BRL", "+55 11 9####-####", "%s Ltda.", "pt",
    "São Paulo;01310-100;SP|Rio de Janeiro;20040-002;RJ|Curitiba;80010-000;PR",
    "Avenida Paulista, %d|Rua da Conceição, %d|Rua das Araucárias, %d",
    "Café Sertão Ltda.;Café Sertão;cafesertao|Construções Ipê Amarelo S.A.;Ipê Amarelo;"
    "ipeamarelo|Saúde Coração S.A.;Saúde Coração;saudecoracao|Têxtil Guarapé Ltda.;Guarapé;"
    "textilguarape",
    "Fernanda|Thiago|Luíza|Caio|Patrícia", "Gonçalves|Assunção|Ribeiro|Magalhães|Sá" },
  { "MX", "MXN", "+52 55 #### ####", "%s S.A. de C.V.", "es",
    "Ciudad de México;06000;CMX|Monterrey;64000;NLE|Guadalajara;44100;JAL",
    "Avenida Reforma %d|Calle Hidalgo %d|Calzada del Águila %d",
    "Tequilera Los Nopales S.A. de C.V.;Los Nopales;losnopales|Aceros Peñón S.A. de C.V.;Peñón;"
    "acerospenon|Farmacias Niño Héroe S.A. de C.V.;Niño Héroe;farmaciasninoheroe",
    "Ximena|Raúl|Guadalupe|Andrés", "Hernández|Zúñiga|Treviño|Ávila" },
  { "JP", "JPY", "+81 3-####-####", "%s株式会社", "ja",
    "横浜市;220-0012;神奈川県|東京都中央区;104-0061;東京都|大阪市;530-0001;大阪府",
    "中央%d丁目2-8|西区港町%d-4|北浜%d-1-15",
    "横浜水産株式会社;横浜水産;yokohamasuisan|北斗電機工業株式会社;北斗電機;hokutodenki|"
    "株式会社さくら物流;さくら物流;"
    "sakurabutsuryu|みなと信用金庫;みなと信金;minatoshinkin",
    "恵子=keiko|健一=kenichi|美咲=misaki|大輔=daisuke",
    "佐藤=sato|渡辺=watanabe|高橋=takahashi|小林=kobayashi" },
  { "IN", "INR", "+91 22 #### ####", "%s Pvt. Ltd.", "en",
    "Mumbai;400001;Maharashtra|Bengaluru;560001;Karnataka|Hyderabad;500001;Telangana",
    "%d M.G. Road|%d Nehru Marg|Plot %d, Sector 5",
    "Chandrika Textiles Pvt. Ltd.;Chandrika;chandrikatextiles|Deccan Agro Foods Ltd.;Deccan Agro;"
    "deccanagro|Shanti Hospitals Ltd.;Shanti Hospitals;shantihospitals|Kaveri Motors Pvt. Ltd.;"
    "Kaveri Motors;kaverimotors",
    "Ananya|Rohan|Lakshmi|Vikram|Meera", "Iyer|Deshpande|Reddy|Chatterjee|Kulkarni" },
  { "KW", "KWD", "+965 #### ####", "%s W.L.L.", "en",
    "Kuwait City;13001;|Hawally;32001;|Salmiya;22001;",
    "Block 3, Fahad Al-Salem Street %d|Block 7, Gulf Road %d",
    "شركة الدانة البحرية;Al Dana Marine;aldanamarine|Failaka Trading Co. W.L.L.;Failaka;"
    "failakatrading",
    "Noor|Yousef|Dalal|Khaled", "Al-Mutairi|Al-Sabti|Al-Rashed|Behbehani" },
  { "AE", "AED", "+971 4 ### ####", "%s FZ-LLC", "en", "Dubai;00000;|Abu Dhabi;00000;",
    "Sheikh Zayed Road, Tower %d|Corniche Street %d",
    "Red Dune Hospitality LLC;Red Dune;reddune|Falcon Crest Logistics FZCO;Falcon Crest;"
    "falconcrest",
    "Fatima|Omar|Layla|Rashid", "Al Mansoori|Haddad|Al Nuaimi|Rahman" },
  { "AU", "AUD", "+61 2 #### ####", "%s Pty Ltd", "en",
    "Sydney;2000;NSW|Melbourne;3000;VIC|Perth;6000;WA",
    "%d George Street|%d Collins Street|%d Harbour Parade",
    "Wattlebird Wines Pty Ltd;Wattlebird;wattlebirdwines|Red Centre Mining Ltd;Red Centre;"
    "redcentremining|Southern Cross Aged Care Ltd;Southern Cross;southerncrossagedcare",
    "Matilda|Lachlan|Ruby|Jack|Isla", "Campbell|Nguyen|Taylor|O'Brien|Wilson" },
  { "ZA", "ZAR", "+27 21 ### ####", "%s (Pty) Ltd", "en",
    "Cape Town;8001;|Johannesburg;2001;|Durban;4001;",
    "%d Long Street|%d Commissioner Street|%d Marine Parade",
    "Protea Valley Estates (Pty) Ltd;Protea Valley;proteavalley|Umhlanga Retail Group Ltd;"
    "Umhlanga;umhlangaretail|Karoo Solar (Pty) Ltd;Karoo Solar;karoosolar",
    "Thandi|Johan|Sipho|Annelise", "Nkosi|van der Merwe|Dlamini|Botha" },
  { NULL },
};
